/** What is installed in a vehicle, verified anew from its bytes. */
package dev.portcullis.agent.provision;
