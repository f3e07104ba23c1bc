/** can-bridge as the gate sees it. */
package dev.portcullis.agent.car;
