package dev.headgate.functions;

import java.util.ArrayList;
import java.util.List;
import org.crac.Context;
import org.crac.Resource;

/// Takes and restores snapshots of the process as far as those who are told of them can see.
final class TestSnapshots extends Context<Resource> {
    private final List<Resource> resources = new ArrayList<>();

    @Override
    public void register(Resource resource) {
        resources.add(resource);
    }

    void take() {
        beforeCheckpoint(this);
    }

    void restore() {
        afterRestore(this);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        for (Resource resource : resources) {
            try {
                resource.beforeCheckpoint(context);
            } catch (Exception e) {
                throw new AssertionError("no snapshot can be taken", e);
            }
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        for (Resource resource : resources) {
            try {
                resource.afterRestore(context);
            } catch (Exception e) {
                throw new AssertionError("no snapshot can be restored", e);
            }
        }
    }
}
