package io.evenkeel.http;

import io.javalin.security.RouteRole;

/** Who a route is for; every route says so. */
public enum Access implements RouteRole {
  /** Anybody who reaches the port: health and the page's own files. */
  PUBLIC,
  /** Those who may see results. */
  READER,
  /** Those who may change things: acknowledge, apply, delete. */
  OPERATOR,
  /** Those who may send events. */
  INGEST
}
