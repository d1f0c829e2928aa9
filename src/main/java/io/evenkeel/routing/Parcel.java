package io.evenkeel.routing;

import io.evenkeel.alert.Alert;

/** An alert that waits for its receiver, with its place in the topic. */
record Parcel(int partition, long offset, Alert alert) {}
