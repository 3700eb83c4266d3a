package dev.weekline.meta;

/** What keeps an account from being read until somebody puts it right. */
public enum Hindrance {
    /** The access token is dead; a new one has to be stored. */
    TOKEN,
    /** The app or the token lacks a permission. */
    PERMISSION,
    /** The ad account is not shared with the owner of the token. */
    NOT_SHARED,
    /** Meta has blocked the account, its owner or the app. */
    POLICY,
    /** A setting of this service is wrong. */
    SETTING
}
