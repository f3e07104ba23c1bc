/**
 * Who stands between the repositories and the vehicles, and who stole keys: for tests and the demo.
 */
package dev.portcullis.simulator.repository.attack;
