package dev.weekline.sandbox;

import java.util.List;
import java.util.Set;

/**
 * Fields that objects have at Meta and about which the sandbox has nothing to say. Who asks for them is not refused, so
 * that a client may ask for everything it knows.
 */
final class KnownFields {

    static final Set<String> ACCOUNT = words("""
            ad_account_promotable_objects agency_client_declaration all_capabilities attribution_spec
            brand_safety_content_filter_levels business business_city business_country_code business_name business_state
            business_street business_street2 business_zip capabilities custom_audience_info default_dsa_beneficiary
            default_dsa_payor end_advertiser end_advertiser_name existing_customers expired_funding_source_details
            extended_credit_invoice_group failed_delivery_checks fb_entity funding_source funding_source_details
            has_migrated_permissions has_page_authorized_adaccount io_number is_attribution_spec_system_default
            is_ba_skip_delayed_eligible is_direct_deals_enabled is_in_3ds_authorization_enabled_market
            is_notifications_enabled is_personal is_prepay_account is_tax_id_required liable_address line_numbers
            media_agency min_campaign_group_spend_cap min_daily_budget offsite_pixels_tos_accepted opportunity_score
            owner owner_business partner rf_spec send_bill_to_address show_checkout_experience sold_to_address spend_cap
            tax_id tax_id_status tax_id_type timezone_id tos_accepted user_access_expire_time user_tasks
            user_tos_accepted viewable_business
            """);

    static final Set<String> CAMPAIGN = words("""
            adlabels advantage_state_info bid_strategy boosted_object_id brand_lift_studies budget_rebalance_flag
            budget_remaining campaign_group_active_time can_create_brand_lift_study can_use_spend_cap
            has_secondary_skadnetwork_reporting is_adset_budget_sharing_enabled is_budget_schedule_enabled
            is_direct_send_campaign is_message_campaign is_skadnetwork_attribution issues_info
            last_budget_toggling_time lifetime_budget pacing_type primary_attribution promoted_object recommendations
            smart_promotion_type source_campaign source_campaign_id source_recommendation_type special_ad_categories
            special_ad_category special_ad_category_country spend_cap topline_id
            """);

    static final Set<String> AD_SET = words("""
            adlabels adset_schedule anchor_event_attribution_window_days asset_feed_id attribution_spec
            automatic_manual_state bid_adjustments bid_amount bid_constraints bid_info bid_strategy brand_safety_config
            budget_remaining campaign campaign_active_time campaign_attribution creative_sequence
            creative_sequence_repetition_pattern daily_budget daily_min_spend_target daily_spend_cap destination_type
            dsa_beneficiary dsa_payor existing_customer_budget_percentage frequency_control_specs
            full_funnel_exploration_mode instagram_user_id is_ba_skip_delayed_eligible is_budget_schedule_enabled
            is_dynamic_creative is_incremental_attribution_enabled issues_info learning_stage_info lifetime_budget
            lifetime_imps lifetime_min_spend_target lifetime_spend_cap max_budget_spend_percentage
            min_budget_spend_percentage multi_optimization_goal_weight optimization_sub_event pacing_type
            placement_soft_opt_out promoted_object recommendations recurring_budget_semantics
            regional_regulated_categories regional_regulation_identities review_feedback rf_prediction_id source_adset
            source_adset_id targeting targeting_optimization_types time_based_ad_rotation_id_blocks
            time_based_ad_rotation_intervals trending_topics_spec use_new_app_click value_rule_set_id
            value_rules_applied
            """);

    static final Set<String> AD = words("""
            ad_active_time ad_review_feedback ad_schedule_end_time ad_schedule_start_time adlabels adset bid_amount
            bid_info bid_type campaign conversion_domain conversion_specs creative creative_asset_groups_spec
            demolink_hash display_sequence engagement_audience failed_delivery_checks issues_info
            last_updated_by_app_id placement preview_shareable_link priority recommendations source_ad source_ad_id
            targeting tracking_and_conversion_with_defaults tracking_specs
            """);

    static final Set<String> RUN =
            words("async_report_url emails friendly_name is_async_export is_bookmarked schedule_id");

    private KnownFields() {}

    private static Set<String> words(String text) {
        return Set.copyOf(List.of(text.strip().split("\\s+", -1)));
    }
}
