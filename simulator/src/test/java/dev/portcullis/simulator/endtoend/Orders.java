package dev.portcullis.simulator.endtoend;

import dev.portcullis.simulator.endtoend.Owner.Sent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A mixed row of orders, of which no three in a row look alike on the bus. */
final class Orders {

  private static final int COLDEST = 16;
  private static final int TEMPERATURES = 13;
  private static final int SHORTEST_RUN_SECONDS = 300;

  private final Deque<Order> left = new ArrayDeque<>();

  private Orders() {}

  static Orders of(int count) {
    var orders = new Orders();
    for (int i = 0; orders.left.size() < count; i++) {
      var round =
          List.of(
              Order.unlock(),
              Order.lock(),
              Order.climateOn(COLDEST + i % TEMPERATURES),
              Order.unlock(),
              Order.lock(),
              Order.start(SHORTEST_RUN_SECONDS + i),
              Order.stop(),
              Order.hornLights());
      orders.left.addAll(round.subList(0, Math.min(round.size(), count - orders.left.size())));
    }
    return orders;
  }

  boolean isEmpty() {
    return left.isEmpty();
  }

  /** Sends the next {@code most}, at most three, or what is left. */
  List<Sent> send(Owner owner, int most) {
    var sent = new ArrayList<Sent>();
    for (int i = 0; i < most && !left.isEmpty(); i++) {
      sent.add(owner.send(left.pop()));
    }
    return sent;
  }
}
