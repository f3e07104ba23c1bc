/** Keys of an update repository, and the files they sign (TUF sections 4.2 and 4.3). */
package dev.portcullis.simulator.repository.signing;
