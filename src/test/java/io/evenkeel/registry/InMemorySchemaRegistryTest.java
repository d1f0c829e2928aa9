package io.evenkeel.registry;

class InMemorySchemaRegistryTest extends SchemaRegistryContract {
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();

  @Override
  SchemaRegistry registry() {
    return registry;
  }
}
