package dev.weekline.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What {@code /prometheus} answered, read line by line. */
final class Scrape {

    private static final Pattern SAMPLE =
            Pattern.compile("(?<name>[a-zA-Z_:][\\w:]*)(?:\\{(?<labels>.*)})? (?<value>\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final List<Sample> samples = new ArrayList<>();
    private final Set<String> described = new TreeSet<>();

    record Sample(String name, Map<String, String> labels, double value) {}

    Scrape(String text) {
        for (var line : text.split("\n")) {
            if (line.matches("# HELP \\S+ \\S.*")) {
                described.add(line.split(" ")[2]);
            } else if (!line.startsWith("#") && !line.isBlank()) {
                samples.add(sample(line));
            }
        }
    }

    private static Sample sample(String line) {
        var found = SAMPLE.matcher(line);
        if (!found.matches()) {
            throw new IllegalArgumentException(line);
        }
        var labels = new HashMap<String, String>();
        if (found.group("labels") != null) {
            LABEL.matcher(found.group("labels")).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return new Sample(found.group("name"), labels, Double.parseDouble(found.group("value")));
    }

    List<Sample> samples() {
        return samples;
    }

    /** Names that are explained by a line of help. */
    Set<String> described() {
        return described;
    }

    Set<String> names() {
        var names = new TreeSet<String>();
        samples.forEach(sample -> names.add(sample.name()));
        return names;
    }

    /** The names of all labels of a metric. */
    Set<String> labels(String name) {
        var labels = new TreeSet<String>();
        samples.stream()
                .filter(sample -> sample.name().equals(name))
                .forEach(sample -> labels.addAll(sample.labels().keySet()));
        return labels;
    }

    /** The sum of a metric over all that have these labels: name, value, name, value … */
    double sum(String name, String... labels) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> {
                    for (var i = 0; i < labels.length; i += 2) {
                        if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
                            return false;
                        }
                    }
                    return true;
                })
                .mapToDouble(Sample::value)
                .sum();
    }
}
