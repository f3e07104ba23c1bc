package dev.portcullis.simulator.demo;

/**
 * What a flood did.
 *
 * @param perSecond forged requests that came through, each second
 * @param sent genuine commands sent meanwhile
 * @param genuine how long genuine commands took meanwhile, from the link's callback to the frame,
 *     in microseconds
 * @param lost genuine commands without a receipt that says done
 * @param refusalNanos what refusing one of the forged cost on average; zero where unknown
 */
record FloodResult(
    Flood flood, long perSecond, int sent, Sample genuine, int lost, double refusalNanos) {}
