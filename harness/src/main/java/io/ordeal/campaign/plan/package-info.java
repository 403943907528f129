/**
 * What a night is to try, as values, before anything is started.
 *
 * <p>A {@link io.ordeal.campaign.plan.Cell Cell} is a target, a workload and faults, with options: {@code
 * redlock/lock/links}, {@code h2-server/bank/kill@concurrency=4}. Its faults are struck all ({@code kill,partition}), or
 * some of them, drawn by each trial's seed: {@code kill|pause}, those of a family ({@code links}, {@code processes}, {@code
 * clients}, {@code clocks}, {@code members}, {@code disks}), or {@code any}. They may wait for something to happen ({@code
 * kill:broker@step=committed}), and a whole schedule can be a cell's faults ({@code schedule:zookeeper-4925}).
 *
 * <p>{@link io.ordeal.campaign.plan.DefaultCells DefaultCells} gives each expectation that a target states a cell, and tells
 * those that it can't give one, and why: what nobody tries is a claim of its source and no more. A break of which its
 * expectation says when faults must strike is tried so, for it then shows at once. {@link
 * io.ordeal.campaign.plan.NightFile NightFile} reads what somebody wants instead. A {@link
 * io.ordeal.campaign.plan.Plan Plan} is what comes of both, with canaries: cells that must break, one for each checker and
 * each family of faults, so that a night that sees nothing can be told from one in which there was nothing to be seen.
 *
 * <p>The law of this package: <b>a name that matches nothing is a mistake, never silence.</b>
 */
@NullMarked
package io.ordeal.campaign.plan;

import org.jspecify.annotations.NullMarked;
