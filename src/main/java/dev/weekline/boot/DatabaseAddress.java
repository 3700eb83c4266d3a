package dev.weekline.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weekline.database.LaneDriver;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a PostgreSQL database is and how it is entered. Both drivers are told from it: JDBC for the migrations, R2DBC
 * for everything else. It shows its password to nobody.
 *
 * @param parameters {@code sslmode} and {@code sslrootcert}, as PostgreSQL's own tools know them
 */
record DatabaseAddress(
        String host, int port, String database, String user, String password, Map<String, String> parameters) {

    private static final int USUAL_PORT = 5432;
    private static final Map<String, String> R2DBC_NAMES = Map.of("sslmode", "sslMode", "sslrootcert", "sslRootCert");
    private static final Pattern WRITTEN = Pattern.compile("postgres(?:ql)?://"
            + "(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
            + "(?<host>\\[[0-9a-fA-F:.]+]|[^\\[\\]:/?#,@\\s]+)(?::(?<port>\\d{1,5}))?"
            + "(?:/(?<database>[^/?#]*))?(?:\\?(?<parameters>[^#]*))?");

    /**
     * Reads {@code postgresql://user:password@host:port/database?sslmode=require}.
     *
     * @throws CannotStartException for anything else; without the text, which may hold a password
     */
    static DatabaseAddress parse(String url) {
        var found = WRITTEN.matcher(url);
        if (!found.matches()) {
            throw malformed();
        }
        try {
            var user = part(found, "user")
                    .orElseThrow(() -> new CannotStartException("WEEKLINE_DATABASE_URL names no user: write it as "
                            + "postgresql://user:password@host:port/database."));
            return new DatabaseAddress(
                    found.group("host"),
                    part(found, "port").map(DatabaseAddress::port).orElse(USUAL_PORT),
                    part(found, "database").orElse(user),
                    user,
                    part(found, "password").orElse(""),
                    parameters(found.group("parameters")));
        } catch (IllegalArgumentException badEscape) {
            throw malformed();
        }
    }

    private static CannotStartException malformed() {
        return new CannotStartException("WEEKLINE_DATABASE_URL cannot be read: write it as"
                + " postgresql://user:password@host:port/database, with the special characters of user and password"
                + " percent-encoded.");
    }

    private static Optional<String> part(Matcher found, String name) {
        return Optional.ofNullable(found.group(name))
                .filter(text -> !text.isEmpty())
                .map(DatabaseAddress::decoded);
    }

    /** A plus is a plus here, as it is in every part of a URL but a form. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    private static int port(String digits) {
        var port = Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw malformed();
        }
        return port;
    }

    private static Map<String, String> parameters(@Nullable String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            var name = pair.split("=", 2)[0];
            if (!R2DBC_NAMES.containsKey(name) || name.length() == pair.length()) {
                throw new CannotStartException("WEEKLINE_DATABASE_URL has a parameter that is not known here: only"
                        + " sslmode and sslrootcert are.");
            }
            parameters.put(name, decoded(pair.substring(name.length() + 1)));
        }
        return Map.copyOf(parameters);
    }

    DatabaseAddress withDatabase(String other) {
        return new DatabaseAddress(host, port, other, user, password, parameters);
    }

    /** For the migrations: a new connection each time, pooled by nobody. */
    DataSource dataSource() {
        return jdbc();
    }

    /** The same, for somebody who will not wait longer than that for any one answer. */
    DataSource impatientDataSource(Duration patience) {
        var source = jdbc();
        source.setConnectTimeout((int) patience.toSeconds());
        source.setSocketTimeout((int) patience.toSeconds());
        return source;
    }

    private PGSimpleDataSource jdbc() {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("weekline");
        parameters.forEach((name, value) -> {
            switch (name) {
                case "sslmode" -> source.setSslMode(value);
                default -> source.setSslRootCert(value);
            }
        });
        return source;
    }

    /** What Micronaut's R2DBC is told. */
    Map<String, Object> properties() {
        var options = new LinkedHashMap<String, Object>();
        options.put("tcpKeepAlive", true);
        options.put("applicationName", "weekline");
        // The JDBC driver encrypts where the server can; R2DBC would not unless it is told.
        options.put("sslMode", "prefer");
        parameters.forEach((name, value) -> options.put(R2DBC_NAMES.get(name), value));

        var properties = new LinkedHashMap<String, Object>();
        properties.put("driver", LaneDriver.NAME);
        properties.put("host", host.replaceAll("[\\[\\]]", ""));
        properties.put("port", port);
        properties.put("database", database);
        properties.put("username", user);
        properties.put("password", password);
        options.forEach((name, value) -> properties.put("options." + name, value.toString()));

        var named = new LinkedHashMap<String, Object>();
        properties.forEach((name, value) -> named.put("r2dbc.datasources.default." + name, value));
        return named;
    }

    /** {@code host:port/database}: nothing secret. */
    @Override
    public String toString() {
        return host + ":" + port + "/" + database;
    }
}
