/** Images: strict archives, and what of them lies unpacked on the disk. */
package dev.portcullis.ota.image;
