package dev.weekline.boot;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.ConfigurationReader;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.BeanContextException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import jakarta.annotation.PostConstruct;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads every setting of every room before anything else is made of them, so that one that cannot be meant stops the
 * start, by its name. Left alone, Micronaut takes the default for what it cannot read, and speaks of the rest when it
 * is first needed.
 */
@Context
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingsCheck {

    private static final String ROOMS = "dev.weekline.";
    private static final Pattern BROKEN_RULE =
            Pattern.compile("^\\s*[\\w.$]+\\.(?<setting>\\w+) - (?<rule>.+)$", Pattern.MULTILINE);

    private final ApplicationContext context;

    SettingsCheck(ApplicationContext context) {
        this.context = context;
    }

    /** @throws CannotStartException for the first setting that is wrong */
    @PostConstruct
    void run() {
        for (var settings : context.getBeanDefinitions(Qualifiers.byStereotype(ConfigurationReader.class))) {
            if (settings.getBeanType().getName().startsWith(ROOMS)) {
                check(settings);
            }
        }
    }

    private void check(BeanDefinition<?> settings) {
        for (var component : settings.getConstructor().getArguments()) {
            checkReadable(component);
        }
        try {
            context.getBean(settings);
        } catch (BeanContextException refusal) {
            throw new CannotStartException(sentence(settings, refusal), refusal);
        }
    }

    private void checkReadable(Argument<?> component) {
        var name = component
                .getAnnotationMetadata()
                .stringValue(Property.class, "name")
                .orElse("");
        if (context.containsProperty(name)
                && context.getProperty(name, ConversionContext.of(component)).isEmpty()) {
            throw new CannotStartException(
                    SettingName.variable(name) + given(name) + " cannot be read: set it to " + meant(component) + ".");
        }
    }

    private static String meant(Argument<?> component) {
        var type = component.getType();
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(choice -> choice.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        return switch (type.getSimpleName()) {
            case "Duration" -> "a duration with its unit, such as 90s, 15m or 24h";
            case "URI", "URL" -> "an address, such as https://example.com";
            case "boolean", "Boolean" -> "true or false";
            case "int", "Integer", "long", "Long" -> "a whole number";
            case String other -> "a " + other;
        };
    }

    private String given(String name) {
        return SettingName.isSecret(name)
                ? ""
                : " (\"" + context.getProperty(name, String.class).orElse("") + "\")";
    }

    private String sentence(BeanDefinition<?> settings, BeanContextException refusal) {
        var prefix = settings.stringValue(ConfigurationReader.class, ConfigurationReader.PREFIX)
                .orElse("weekline");
        return brokenRule(refusal)
                .map(rule -> {
                    var name = prefix + "." + NameUtils.hyphenate(rule.group("setting"));
                    return SettingName.variable(name) + given(name) + " " + rule.group("rule") + ": correct it.";
                })
                .orElseGet(() -> SettingName.inWords(Sentence.first(Sentence.root(refusal)), prefix) + ": correct it.");
    }

    private static Optional<MatchResult> brokenRule(BeanContextException refusal) {
        return Sentence.causes(refusal)
                .flatMap(cause ->
                        BROKEN_RULE.matcher(String.valueOf(cause.getMessage())).results())
                .findFirst();
    }
}
