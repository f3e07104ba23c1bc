/** What the steps of a decision cost, each alone: {@code mvn -Pbench}. */
package dev.portcullis.bench;
