/**
 * The controllers of the demo car: body, engine and chassis. They do what the comments of {@code
 * simulator/car/demo.dbc} promise, and, switched so, what a broken one does.
 */
package dev.portcullis.simulator.ecu;
