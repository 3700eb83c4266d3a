package dev.weekline.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The worlds of all accounts. */
final class Worlds {

    private final Map<String, World> byId = new ConcurrentHashMap<>();

    Worlds(List<SandboxAccount> accounts) {
        accounts.forEach(this::replace);
    }

    /** From now on this account is like this. */
    void replace(SandboxAccount account) {
        byId.put(account.id(), new World(account));
    }

    World of(SandboxAccount account) {
        return Objects.requireNonNull(byId.get(account.id()));
    }

    Optional<SandboxAccount> account(String id) {
        return Optional.ofNullable(byId.get(id)).map(World::account);
    }

    /** The worlds of these accounts, as far as they exist. */
    List<World> of(List<String> ids) {
        return ids.stream()
                .map(byId::get)
                .filter(Objects::nonNull)
                .map(world -> (World) world)
                .toList();
    }

    /** What in any account had such an id at a moment. */
    Optional<Subject> find(String id, Instant now) {
        return byId.values().stream()
                .flatMap(world ->
                        world.find(id, now.atZone(world.account().zone()).toLocalDate()).stream())
                .findFirst();
    }
}
