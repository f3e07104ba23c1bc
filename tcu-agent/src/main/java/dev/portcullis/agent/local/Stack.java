package dev.portcullis.agent.local;

import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.network.Outbox;
import org.eclipse.californium.core.network.stack.BaseCoapStack;
import org.eclipse.californium.core.network.stack.BlockwiseLayer;
import org.eclipse.californium.core.network.stack.ExchangeCleanupLayer;
import org.eclipse.californium.core.network.stack.Layer;
import org.eclipse.californium.core.network.stack.ReliabilityLayer;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.config.Configuration;

/**
 * Californium's layers for a server without observation, and the {@link Door} among them:
 *
 * <pre>
 *   Nothing            what came past the door and belongs to no answer
 *   ExchangeCleanup
 *   Blockwise          answers in blocks
 *   Door
 *   Reliability        acknowledgements, duplicates
 * </pre>
 */
final class Stack extends BaseCoapStack {

  Stack(Configuration configuration, EndpointContextMatcher matcher, Outbox outbox, Door door) {
    super(outbox);
    setLayers(
        new Layer[] {
          new ExchangeCleanupLayer(configuration),
          new BlockwiseLayer("", false, configuration, matcher),
          door,
          new ReliabilityLayer(configuration)
        });
  }

  /** Refuses what comes through: a further block of an answer that is no longer there. */
  static final class Nothing implements MessageDeliverer {

    @Override
    public void deliverRequest(Exchange exchange) {
      exchange.sendResponse(new Response(ResponseCode.REQUEST_ENTITY_INCOMPLETE));
    }

    @Override
    public void deliverResponse(Exchange exchange, Response response) {
      // This side asks nothing.
    }
  }
}
