package io.evenkeel.http;

/**
 * One route of the server.
 *
 * @param method {@code GET}, {@code POST}, {@code PUT} or {@code DELETE}
 * @param path from the server's own prefix on, parameters in braces: {@code /api/v1/models/{model}}
 * @param access who it is for
 */
public record Route(String method, String path, Access access) {}
