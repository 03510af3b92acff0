package dev.labcoat.results.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a stack file says is requested.
 *
 * @param name of the stack
 * @param method such as GET
 * @param path with its query
 * @param headers beside those that every client says itself
 * @param body empty for none
 * @param status that each response must have
 */
public record StackRequest(
        String name, String method, String path, Map<String, String> headers, String body, int status) {

    public StackRequest {
        Check.present(name, "a stack's name");
        Check.present(method, "a request's method");
        Check.present(path, "a request's path");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(Check.whole(headers, "a request's headers")));
        Check.present(body, "a request's body");
    }
}
