package dev.headgate.ratelimit.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Runs tasks on virtual threads, of which one runs at a time, until the next point where it matters who goes on; there
/// the choices of the run decide. So a run is the same whenever its choices are, and all runs of a small program can be
/// tried.
///
/// Tasks belong to environments, which may die and take their tasks with them. A call that has left an environment may
/// be applied after that, or after the caller gave it up.
final class Interleaving {
    /// Where a task waits for its turn.
    enum Point {
        /// Before it does anything.
        BEGIN,
        /// Before its call is applied.
        CALL,
        /// Before the answer to its call arrives.
        ANSWER
    }

    /// How a task goes on.
    enum Turn {
        /// As it should.
        GO,
        /// The call gets lost on its way and fails, or the answer does.
        LOSE,
        /// DynamoDB does not take the call for want of capacity.
        THROTTLE,
        /// The caller gives up; the call is applied later.
        DELAY,
        /// The call is applied now and once more later.
        REPEAT,
        /// The task's environment is gone.
        DIE
    }

    /// Ends a task whose environment died. No defect, so that no handler in between takes it for one.
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// What may go wrong with a run.
    ///
    /// @param callFaults what may happen to a call instead of being applied once
    /// @param most how many things may go wrong at the most
    record Faults(List<Turn> callFaults, int most) {
        static final Faults NONE = new Faults(List.of(), 0);

        /// Calls and answers that get lost or are late, throttled calls, environments that die.
        static Faults losses(int most) {
            return new Faults(List.of(Turn.LOSE, Turn.THROTTLE, Turn.DELAY, Turn.DIE), most);
        }

        /// The same with calls that are applied twice in the place of throttled ones.
        static Faults repeats(int most) {
            return new Faults(List.of(Turn.LOSE, Turn.REPEAT, Turn.DELAY, Turn.DIE), most);
        }
    }

    private static final List<Turn> ANSWER_FAULTS = List.of(Turn.LOSE, Turn.DIE);
    /// Far longer than arithmetic takes.
    private static final long PATIENCE_SECONDS = 60;

    private final Choices choices;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Runnable> underWay = new ArrayList<>();
    private final Semaphore stopped = new Semaphore(0);
    private final Faults faults;
    private int faultsLeft;
    private Optional<Task> running = Optional.empty();

    Interleaving(Choices choices, Faults faults) {
        this.choices = choices;
        this.faults = faults;
        this.faultsLeft = faults.most();
    }

    /// Adds a task.
    ///
    /// @param environment that dies as a whole
    void add(int environment, Runnable work) {
        tasks.add(new Task(environment, work));
    }

    /// Runs all tasks to their end.
    void run() {
        tasks.forEach(Task::start);
        while (true) {
            List<Runnable> possible = possible();
            if (possible.isEmpty()) {
                break;
            }
            possible.get(possible.size() == 1 ? 0 : choices.next(possible.size())).run();
        }
        tasks.stream().filter(task -> !task.isOver).forEach(task -> resume(task, Turn.DIE));
        List<Throwable> defects = tasks.stream().flatMap(task -> task.defect.stream()).toList();
        if (!defects.isEmpty()) {
            throw new AssertionError("a task failed", defects.getFirst());
        }
    }

    private List<Runnable> possible() {
        List<Runnable> possible = new ArrayList<>();
        for (Task task : tasks) {
            if (task.isOver || task.isDead) {
                continue;
            }
            possible.add(() -> resume(task, Turn.GO));
            if (faultsLeft > 0) {
                for (Turn fault : task.faults()) {
                    possible.add(() -> fail(task, fault));
                }
            }
        }
        for (Runnable call : List.copyOf(underWay)) {
            possible.add(() -> {
                underWay.remove(call);
                call.run();
            });
        }
        return possible;
    }

    private void fail(Task task, Turn fault) {
        faultsLeft--;
        if (fault == Turn.DIE) {
            tasks.stream().filter(other -> other.environment == task.environment).forEach(other -> other.isDead = true);
        } else {
            resume(task, fault);
        }
    }

    private void resume(Task task, Turn turn) {
        running = Optional.of(task);
        task.turn = turn;
        task.turns.release();
        try {
            if (!stopped.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("a task waits for what another one holds while that waits for an answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// For the task that runs: waits for its turn.
    Turn await(Point point) {
        Task task = running.orElseThrow();
        // Who is alone in its environment cannot tell when its answers come.
        boolean isAlone = tasks.stream().filter(other -> other.environment == task.environment).count() == 1;
        if (isAlone && (point == Point.BEGIN || point == Point.ANSWER && faultsLeft == 0)) {
            return Turn.GO;
        }
        task.point = point;
        stopped.release();
        return task.awaitTurn();
    }

    /// For the task that runs: leaves a call to be applied at some later time, or never.
    void leave(Runnable call) {
        underWay.add(call);
    }

    /// A choice of the run for something else.
    int choose(int bound) {
        return bound == 1 ? 0 : choices.next(bound);
    }

    private final class Task {
        private final int environment;
        private final Runnable work;
        private final Semaphore turns = new Semaphore(0);
        private Point point = Point.BEGIN;
        private Turn turn = Turn.GO;
        private boolean isOver;
        private boolean isDead;
        private Optional<Throwable> defect = Optional.empty();

        Task(int environment, Runnable work) {
            this.environment = environment;
            this.work = work;
        }

        void start() {
            Thread.startVirtualThread(() -> {
                try {
                    awaitTurn();
                    work.run();
                } catch (Death _) {
                    // As it was meant to be.
                } catch (RuntimeException | Error e) {
                    defect = Optional.of(e);
                } finally {
                    isOver = true;
                    stopped.release();
                }
            });
        }

        List<Turn> faults() {
            return switch (point) {
                case BEGIN -> List.of();
                case CALL -> faults.callFaults();
                case ANSWER -> ANSWER_FAULTS;
            };
        }

        private Turn awaitTurn() {
            turns.acquireUninterruptibly();
            if (turn == Turn.DIE) {
                throw new Death();
            }
            return turn;
        }
    }
}
