package dev.headgate.health;

class MemoryHealthStoreTest extends HealthStoreContract {
    @Override
    protected HealthStore store() {
        return new MemoryHealthStore();
    }
}
