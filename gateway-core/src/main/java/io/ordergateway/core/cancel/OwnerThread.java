package io.ordergateway.core.cancel;

import org.jspecify.annotations.Nullable;

/**
 * The rule that one thread owns one account, checked in production too: a broken rule would corrupt tables that nothing
 * locks, and an exception is cheaper than a lost cancel.
 */
public final class OwnerThread {
    private @Nullable Thread owner;

    /**
     * The first caller becomes the owner.
     *
     * @throws IllegalStateException on any other thread
     */
    public void check() {
        Thread current = Thread.currentThread();
        if (owner == null) {
            owner = current;
        }
        if (!current.equals(owner)) {
            throw new IllegalStateException("this account is owned by thread \"" + owner.getName()
                    + "\" and was touched by \"" + current.getName() + "\"; go through its CancelDoor");
        }
    }
}
