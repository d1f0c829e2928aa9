package io.evenkeel.config;

import io.evenkeel.monitor.Check.Method;
import org.jspecify.annotations.Nullable;

/** How a check decides, and at what. */
record CheckLimit(Method method, double tolerance, @Nullable Double critical) {}
