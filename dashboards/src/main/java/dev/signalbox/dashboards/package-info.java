/** Views and view models of the console. Know no network. */
@NullMarked
package dev.signalbox.dashboards;

import org.jspecify.annotations.NullMarked;
