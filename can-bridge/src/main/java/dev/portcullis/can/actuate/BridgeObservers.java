package dev.portcullis.can.actuate;

/**
 * Who is told what a bridge does and sees.
 *
 * @param transmitted of frames handed over
 * @param gestures of gestures that begin
 * @param port of how the adapter stands
 * @param unauthentic of frames that speak in another's name
 */
public record BridgeObservers(
    TransmitObserver transmitted,
    GestureObserver gestures,
    PortObserver port,
    ImpostureObserver unauthentic) {}
