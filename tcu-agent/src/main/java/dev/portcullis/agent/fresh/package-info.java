/** Freshness without a clock that anybody could set: beacons, windows, proven time. */
package dev.portcullis.agent.fresh;
