/**
 * The local link: phones near the car reach it by CoAP (RFC 7252) over DTLS 1.2, whatever carries
 * the datagrams. {@link dev.portcullis.agent.local.LocalLink} is the way in; what arrives is handed
 * to a {@link dev.portcullis.agent.local.LocalRequests} and answered whenever that is done with it.
 *
 * <p>Both sides show raw public keys (RFC 7250), P-256 and nothing else. The link proves which key
 * a phone holds and believes nothing else of it: every message it carries is signed for itself.
 *
 * <p>Eclipse Californium does the protocols. What strangers can make it hold is bounded here: its
 * own stack would take any path, and a body of full size for each.
 *
 * <pre>
 *   datagram ─▶ DatagramBudget ─▶ DTLS (HandshakeBudget, PeerKeys) ─▶ Door ─▶ Desk ─▶ LocalRequests
 *   thread local-receiver      │  thread local-protocol                              │ any thread
 * </pre>
 */
package dev.portcullis.agent.local;
