/** The CAN side of the gate: asked for actions by name, never for frames. */
package dev.portcullis.can;
