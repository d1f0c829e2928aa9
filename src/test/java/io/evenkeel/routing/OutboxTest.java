package io.evenkeel.routing;

import static io.evenkeel.receiver.Alerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.evenkeel.alert.Alert.State;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final Outbox outbox = new Outbox();

  @BeforeEach
  void open() {
    outbox.open(0, 10);
    outbox.open(1, 0);
  }

  private Parcel add(int partition, long offset, String id, @Nullable String incident) {
    Parcel parcel = new Parcel(partition, offset, alert(id).incident(incident).build());
    outbox.add(parcel);
    return parcel;
  }

  @Test
  void aPartitionIsSettledUpToItsFirstParcelThatWaits() {
    Parcel first = add(0, 10, "a", null);
    outbox.pass(0, 11);
    Parcel third = add(0, 14, "b", null);
    assertThat(outbox.settled()).isEqualTo(Map.of(0, 10L, 1, 0L));

    outbox.settle(third);
    assertThat(outbox.settled()).isEqualTo(Map.of(0, 10L, 1, 0L));
    outbox.settle(first);
    assertThat(outbox.settled()).isEqualTo(Map.of(0, 15L, 1, 0L));
    outbox.pass(1, 3);
    assertThat(outbox.settled()).isEqualTo(Map.of(0, 15L, 1, 4L));
  }

  @Test
  void aPartitionThatGoesTakesItsParcelsAlong() {
    Parcel gone = add(0, 10, "a", null);
    Parcel stays = add(1, 0, "b", null);

    outbox.close(0);

    assertThat(outbox.first()).isEqualTo(stays);
    assertThat(outbox.has("a")).isFalse();
    outbox.settle(gone);
    assertThat(outbox.settled()).isEqualTo(Map.of(1, 0L));
  }

  @Test
  void alertsOfOneIncidentFoldAndNoneOvertakesItself() {
    Parcel a = add(0, 10, "a", "i");
    add(0, 11, "b", null);
    Parcel c = add(0, 12, "c", "i");
    // The second sentence of b is part of the incident, its first one is not.
    add(0, 13, "b", "i");
    add(0, 14, "d", "j");
    Parcel again = new Parcel(0, 15, alert("a").incident("i").state(State.RESOLVED).build());
    outbox.add(again);

    assertThat(outbox.fold(20)).containsExactly(a, c, again);
    assertThat(outbox.fold(2)).containsExactly(a, c);
  }

  @Test
  void alertsWithoutAnIncidentStayAlone() {
    Parcel a = add(0, 10, "a", null);
    add(0, 11, "b", null);

    assertThat(outbox.fold(20)).containsExactly(a);
  }
}
