package io.evenkeel.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.junit.jupiter.api.Test;

/** What Streams calls on a cached store, and what the processor behind it must then see. */
class CommitHookTest {
  private final List<String> seen = new ArrayList<>();
  private final CommitHook hook = new CommitHook("commits");

  private final CommitHook.Memory memory =
      new CommitHook.Memory() {
        @Override
        public void flush() {
          seen.add("flush");
        }

        @Override
        public void clear() {
          seen.add("clear");
        }
      };

  /** A context that notes which node and record it is asked to stand at. */
  private ProcessorContext<?, ?> context() {
    return (ProcessorContext<?, ?>)
        Proxy.newProxyInstance(
            CommitHookTest.class.getClassLoader(),
            new Class<?>[] {InternalProcessorContext.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("set")) {
                seen.add(method.getName());
              }
              return method.getReturnType() == long.class ? 0L : null;
            });
  }

  @Test
  void streamsTakesItForACachedStore() {
    assertThat(CachedStateStore.class).isAssignableFrom(CommitHook.class);
  }

  @Test
  void aFlushForwardsAsItsProcessorAndPutsTheContextBack() {
    hook.attach(context(), memory);
    seen.clear();
    hook.flushCache();
    assertThat(seen)
        .containsExactly(
            "setCurrentNode", "setRecordContext", "flush", "setCurrentNode", "setRecordContext");
  }

  @Test
  void theContextIsPutBackWhenForwardingFails() {
    hook.attach(
        context(),
        new CommitHook.Memory() {
          @Override
          public void flush() {
            throw new IllegalStateException("the sink is gone");
          }

          @Override
          public void clear() {
            seen.add("clear");
          }
        });
    seen.clear();
    assertThatThrownBy(hook::flushCache).hasMessage("the sink is gone");
    assertThat(seen).endsWith("setCurrentNode", "setRecordContext").hasSize(4);
  }

  @Test
  void aRecycledTaskForgetsWhatItHeld() {
    hook.attach(context(), memory);
    seen.clear();
    hook.clearCache();
    assertThat(seen).containsExactly("clear");
  }

  @Test
  void aClosedTaskForgetsWhatItHeld() {
    hook.attach(context(), memory);
    seen.clear();
    hook.close();
    assertThat(seen).containsExactly("clear");
    assertThat(hook.isOpen()).isFalse();
  }

  @Test
  void aRevivedTaskBeginsEmpty() {
    hook.attach(context(), memory);
    assertThat(seen).containsExactly("clear");
  }

  @Test
  void aHookWithoutAProcessorHasNothingToForward() {
    hook.flushCache();
    assertThat(seen).isEmpty();
  }
}
