package io.evenkeel.batch;

import io.evenkeel.statistics.Adwin;
import io.evenkeel.statistics.Ddm;
import io.evenkeel.statistics.PageHinkley;
import java.util.Locale;

/** Detectors of change in a stream of errors, with MOA 2024.07's semantics and defaults. */
public enum ErrorDetector {
  /** Tells a change when the window shrinks and the error rate of what is left is higher. */
  ADWIN {
    @Override
    Watch start() {
      return new Watch() {
        private Adwin state = Adwin.start(0.002);

        @Override
        public boolean changed(double error) {
          double before = state.mean().orElse(0);
          state = state.next(error);
          return state.changed() && state.mean().orElse(0) > before;
        }
      };
    }
  },
  PAGE_HINKLEY {
    @Override
    Watch start() {
      return new Watch() {
        private PageHinkley state = PageHinkley.start(PageHinkley.Settings.MOA);

        @Override
        public boolean changed(double error) {
          state = state.next(error);
          return state.drift();
        }
      };
    }
  },
  DDM {
    @Override
    Watch start() {
      return new Watch() {
        private Ddm state = Ddm.start(Ddm.Settings.STANDARD);

        @Override
        public boolean changed(double error) {
          state = state.next(error);
          return state.signal() == Ddm.Signal.DRIFT;
        }
      };
    }
  };

  /** A detector at work on one stream. */
  interface Watch {
    /** Takes the next error, 0 or 1; true when that tells of a change. */
    boolean changed(double error);
  }

  abstract Watch start();

  /** The name in options and results: {@code page-hinkley}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
