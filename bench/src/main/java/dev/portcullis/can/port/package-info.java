/** Measures the ports of can-bridge from within their package, which nothing else opens. */
package dev.portcullis.can.port;
