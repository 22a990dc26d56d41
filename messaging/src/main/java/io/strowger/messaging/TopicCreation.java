package io.strowger.messaging;

import io.strowger.contracts.wire.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Sees to it that the topics exist; those that do are left as they are. */
public final class TopicCreation {
  private TopicCreation() {}

  /**
   * Creates what is missing; several services may do so at once.
   *
   * @throws Unavailable when Kafka does not answer or refuses
   */
  public static void ensure(Map<String, Object> kafka, TopicCatalogue catalogue) {
    try (Admin admin = Admin.create(kafka)) {
      Set<String> existing = admin.listTopics().names().get();
      List<NewTopic> missing = new ArrayList<>();
      for (TopicCatalogue.Definition definition : catalogue.definitions()) {
        if (!existing.contains(definition.name())) {
          missing.add(
              new NewTopic(
                      definition.name(), definition.partitions(), definition.replicationFactor())
                  .configs(definition.configuration()));
        }
      }
      create(admin, missing);
    } catch (ExecutionException failure) {
      throw new Unavailable("Kafka does not create the topics", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted while creating topics", interrupted);
    }
  }

  private static void create(Admin admin, List<NewTopic> missing)
      throws ExecutionException, InterruptedException {
    for (var creation : admin.createTopics(missing).values().values()) {
      try {
        creation.get();
      } catch (ExecutionException failure) {
        if (!(failure.getCause() instanceof TopicExistsException)) {
          throw failure;
        }
      }
    }
  }
}
