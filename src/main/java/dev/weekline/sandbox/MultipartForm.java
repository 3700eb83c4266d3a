package dev.weekline.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A form in the shape that Meta's own client sends: one part for each field, no files. */
final class MultipartForm {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("(?i)content-disposition:[^\\r\\n]*[; ]name=\"([^\"]*)\"");

    private MultipartForm() {}

    static Map<String, String> read(String contentType, byte[] body) throws GraphException {
        var boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw new GraphException(GraphError.badParameter("A form in parts needs a boundary"));
        }
        var values = new LinkedHashMap<String, String>();
        var parts = ("\r\n" + new String(body, StandardCharsets.UTF_8))
                .split(Pattern.quote("\r\n--" + boundary.group(1)), -1);
        for (var part : parts) {
            var heading = part.indexOf("\r\n\r\n");
            var name = NAME.matcher(part);
            if (heading >= 0 && name.find() && name.end() <= heading) {
                values.put(name.group(1), part.substring(heading + 4));
            }
        }
        return values;
    }
}
