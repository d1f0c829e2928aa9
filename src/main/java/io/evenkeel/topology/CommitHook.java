package io.evenkeel.topology;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Calls its processor just before a commit, while it may still forward: the only place where
 * Evenkeel uses what Kafka Streams does not promise.
 *
 * <p>It pretends to be a cached store without content, because {@code flushCache} is what Streams
 * calls before offsets are committed, also when a task is revoked or closed cleanly. What the
 * processor holds in memory is then forwarded within the same transaction as the offsets of what it
 * was made from. This is exact only under exactly-once. Nothing cached and logged may sit behind
 * the processor in its sub-topology.
 */
final class CommitHook implements StateStore, CachedStateStore<byte[], byte[]> {

  /** What a processor does with its memory. */
  interface Memory {
    /** Forward all of it and forget it. */
    void flush();

    /** Forget it: what it was made from will be read again. */
    void clear();
  }

  private final String name;
  private boolean open;
  private @Nullable Memory memory;
  private @Nullable InternalProcessorContext<?, ?> context;
  private @Nullable ProcessorNode<?, ?, ?, ?> node;

  CommitHook(String name) {
    this.name = name;
  }

  /** Called by the processor in its {@code init}. */
  void attach(ProcessorContext<?, ?> processorContext, Memory newMemory) {
    InternalProcessorContext<?, ?> internal = (InternalProcessorContext<?, ?>) processorContext;
    context = internal;
    node = internal.currentNode();
    memory = newMemory;
    newMemory.clear();
  }

  @Override
  public void flushCache() {
    InternalProcessorContext<?, ?> to = context;
    Memory held = memory;
    if (to == null || held == null) {
      return;
    }
    ProcessorNode<?, ?, ?, ?> nodeBefore = to.currentNode();
    ProcessorRecordContext recordBefore = to.recordContext();
    to.setCurrentNode(node);
    to.setRecordContext(
        new ProcessorRecordContext(to.currentSystemTimeMs(), -1, -1, null, new RecordHeaders()));
    try {
      held.flush();
    } finally {
      to.setCurrentNode(nodeBefore);
      to.setRecordContext(recordBefore);
    }
  }

  @Override
  public void clearCache() {
    forget();
  }

  private void forget() {
    if (memory != null) {
      memory.clear();
    }
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext storeContext, StateStore root) {
    storeContext.register(root, (key, value) -> {});
    open = true;
  }

  @Override
  public void close() {
    forget();
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  @SuppressWarnings("deprecation") // Streams 4.3 asks it of every store, and warns about it.
  public boolean managesOffsets() {
    return true;
  }

  @Override
  public boolean isOpen() {
    return open;
  }
}
