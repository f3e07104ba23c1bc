/**
 * Attackers, faulty cars and genuine commands: each a small class with its story and the outcome it
 * must meet.
 */
package dev.portcullis.simulator.attack;
