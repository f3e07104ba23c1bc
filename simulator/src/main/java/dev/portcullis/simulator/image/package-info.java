/** Images as an OEM makes them: from what was built to one archive for each part of a unit. */
package dev.portcullis.simulator.image;
