/**
 * The DBC file: which messages and signals a bus has. One strict parser that reads the layout and
 * steps over everything else (comments, attributes, groups), and the codec between a payload and
 * the raw values of its signals.
 */
package dev.portcullis.can.dbc;
