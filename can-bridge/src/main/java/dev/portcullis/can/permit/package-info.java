/** The last look at a frame before it leaves: only what is listed goes out, and only so often. */
package dev.portcullis.can.permit;
