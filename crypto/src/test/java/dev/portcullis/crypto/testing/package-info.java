/** What tests of every module share: public vectors and the project's own. */
package dev.portcullis.crypto.testing;
