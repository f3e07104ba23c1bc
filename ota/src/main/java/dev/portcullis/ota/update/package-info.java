/** One repository brought up to date: verified step by step, stored as soon as it is trusted. */
package dev.portcullis.ota.update;
