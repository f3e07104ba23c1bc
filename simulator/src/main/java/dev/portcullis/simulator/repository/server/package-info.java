/** How vehicles reach the repositories: HTTPS, with certificates on both sides. */
package dev.portcullis.simulator.repository.server;
