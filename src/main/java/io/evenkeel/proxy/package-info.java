/**
 * Features as proxies of sensitive attributes: tables of feature cells by groups, what they show,
 * and rates of groups whose members are known by their proxies only.
 *
 * <p>Knows nothing of checks, verdicts or alerts; never names a group that it was not given.
 */
@NullMarked
package io.evenkeel.proxy;

import org.jspecify.annotations.NullMarked;
