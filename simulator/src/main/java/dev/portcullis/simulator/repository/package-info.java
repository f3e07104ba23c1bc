/**
 * Both Uptane repositories as folders: the Image repository, which vouches for images with offline
 * keys, and the Director, which directs each vehicle with online ones (Uptane section 5.3).
 */
package dev.portcullis.simulator.repository;
