/** A car, a cloud, a phone and their attackers on one machine. */
package dev.portcullis.simulator;
