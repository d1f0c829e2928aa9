package io.evenkeel.files;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** A stream, decompressed if it is gzip, that refuses to grow past its limits. */
final class GuardedInput extends FilterInputStream {
  private static final long RATIO_FROM = 16L << 20;

  private final Counted compressed;
  private final ReadLimits limits;
  private final boolean gzip;
  private long size;

  private GuardedInput(InputStream plain, Counted compressed, boolean gzip, ReadLimits limits) {
    super(plain);
    this.compressed = compressed;
    this.gzip = gzip;
    this.limits = limits;
  }

  /** Opens a stream; the first two bytes tell whether it is gzip, not the name of the file. */
  static InputStream open(InputStream raw, ReadLimits limits) throws IOException {
    Counted counted = new Counted(raw);
    BufferedInputStream start = new BufferedInputStream(counted, 1 << 16);
    start.mark(2);
    boolean gzip = start.read() == 0x1f && start.read() == 0x8b;
    start.reset();
    InputStream plain = gzip ? new GZIPInputStream(start, 1 << 16) : start;
    return new GuardedInput(plain, counted, gzip, limits);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = in.read(bytes, offset, length);
    size += Math.max(0, n);
    if (size > limits.maxBytes()) {
      throw new IOException("is larger than " + limits.maxBytes() + " bytes");
    }
    if (gzip && size > RATIO_FROM && size / limits.maxRatio() > compressed.count) {
      throw new IOException("expands more than " + limits.maxRatio() + " times");
    }
    return n;
  }

  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = in.read(bytes, offset, length);
      count += Math.max(0, n);
      return n;
    }
  }
}
