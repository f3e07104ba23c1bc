package dev.portcullis.simulator.phone;

import dev.portcullis.crypto.message.Receipt;
import dev.portcullis.crypto.message.ReceiptDetail;
import java.util.Optional;

/**
 * What the vehicle answered, verified and opened.
 *
 * @param receipt the receipt, signed by our vehicle for our command
 * @param detail what was sealed to this command's reply key; absent where there was nothing
 */
public record Answer(Receipt receipt, Optional<ReceiptDetail> detail) {}
