package dev.weekline.account;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.PostponedRequestArgumentBinder;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Gives controllers the {@link Sight} of whoever asks, once it is known who that is; without one they are not run. */
@Singleton
final class SightBinder implements TypedRequestArgumentBinder<Sight>, PostponedRequestArgumentBinder<Sight> {

    @Override
    public Argument<Sight> argumentType() {
        return Argument.of(Sight.class);
    }

    @Override
    public BindingResult<Sight> bind(ArgumentConversionContext<Sight> context, HttpRequest<?> request) {
        var sight = request.getUserPrincipal()
                .flatMap(who -> who instanceof Sight seeing ? Optional.of(seeing) : Optional.empty());
        return () -> sight;
    }
}
