// Validates documents as graphql-js does, rule by rule. Reads { sdl, documents } from the file that is named; prints for each document the syntax error's
// place, or for each rule the places at which HotChocolate is to report it. Where HotChocolate points elsewhere, or counts otherwise, the rule's entry below says so.
import { readFileSync } from 'node:fs';
import {
  buildSchema, getLocation, getNamedType, isLeafType, isUnionType, Kind, parse, specifiedRules, TypeInfo, validate, visit, visitWithTypeInfo,
} from 'graphql';

const { sdl, documents } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const schema = buildSchema(sdl);

// A schema language does not say what the values of a scalar are.
const literals = {
  DateTime: value => value.kind === Kind.STRING && value.value.includes('T') && !Number.isNaN(Date.parse(value.value)),
  Decimal: value => value.kind === Kind.INT || value.kind === Kind.FLOAT,
  LocalDate: value => value.kind === Kind.STRING && /^\d{4}-\d\d-\d\d$/.test(value.value),
  Long: value => value.kind === Kind.INT,
  Upload: () => false,
  UUID: value => value.kind === Kind.STRING && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value.value),
};
for (const [name, isValue] of Object.entries(literals)) {
  schema.getType(name).parseLiteral = value => {
    if (!isValue(value)) {
      throw new TypeError(`${name} cannot represent this.`);
    }
    return value;
  };
}

// What the rules' errors do not carry: the parents of nodes, and types.
function survey(document) {
  const parents = new Map();
  const lists = new Set();
  const unions = new Set();
  const typeInfo = new TypeInfo(schema);
  visit(document, visitWithTypeInfo(typeInfo, {
    enter(node, _key, parent, _path, ancestors) {
      parents.set(node, Array.isArray(parent) ? ancestors.at(-1) : parent);
      if (node.kind === Kind.LIST && typeInfo.getParentInputType() !== undefined && isLeafType(getNamedType(typeInfo.getParentInputType()))) {
        lists.add(node);
      }
      if (node.kind === Kind.SELECTION_SET && isUnionType(typeInfo.getParentType())) {
        unions.add(node);
      }
    },
  }));
  return { parents, lists, unions };
}

const last = error => error.nodes.at(-1);
const once = nodes => [...new Set(nodes)];
const each = find => (errors, facts) => errors.map(error => find(error, facts));
const up = (node, facts, ...kinds) => {
  while (node && !kinds.includes(node.kind)) {
    node = facts.parents.get(node);
  }
  return node;
};

// Into type definitions, which a document may not have, nobody looks further.
const isLookedAt = (node, facts) => node && up(node, facts, Kind.OPERATION_DEFINITION, Kind.FRAGMENT_DEFINITION) !== undefined;

// Where HotChocolate points, by the rules of graphql-js; rules that are not listed: where graphql-js does.
const places = {
  // One error for the whole document, at the first definition.
  ExecutableDefinitionsRule: errors => errors.slice(0, 1).map(last),
  // At the operation, the fragment, the definition that repeats a name.
  UniqueOperationNamesRule: each((error, facts) => facts.parents.get(last(error))),
  UniqueFragmentNamesRule: each((error, facts) => facts.parents.get(last(error))),
  UniqueVariableNamesRule: (errors, facts) => errors.flatMap(error => error.nodes.slice(1).map(node => up(node, facts, Kind.VARIABLE_DEFINITION))),
  UniqueArgumentNamesRule: (errors, facts) => errors.flatMap(error => error.nodes.slice(1).map(node => facts.parents.get(node))),
  UniqueInputFieldNamesRule: each((error, facts) => facts.parents.get(last(error))),
  UniqueDirectivesPerLocationRule: each(last),
  // One error for the whole document, at the last operation without a name.
  LoneAnonymousOperationRule: errors => errors.slice(-1).map(last),
  // At the variable where it is used, not where it is declared too.
  VariablesInAllowedPositionRule: each(last),
  // One error for an operation, which names all of its variables.
  NoUnusedVariablesRule: (errors, facts) => once(errors.map(error => up(last(error), facts, Kind.OPERATION_DEFINITION))),
  NoUndefinedVariablesRule: errors => once(errors.map(last)),
  // At the definition of the variable, whether its type is unknown or no input.
  VariablesAreInputTypesRule: each((error, facts) => up(last(error), facts, Kind.VARIABLE_DEFINITION)),
  KnownTypeNamesRule: each((error, facts) => up(last(error), facts, Kind.VARIABLE_DEFINITION, Kind.FRAGMENT_DEFINITION, Kind.INLINE_FRAGMENT)),
  // At the spread, not at the name in it.
  KnownFragmentNamesRule: each((error, facts) => facts.parents.get(last(error))),
  FragmentsOnCompositeTypesRule: each((error, facts) => facts.parents.get(last(error))),
  // At the fragment, wherever it is spread.
  PossibleFragmentSpreadsRule: each((error, facts) => last(error).kind === Kind.FRAGMENT_SPREAD ? facts.fragments.get(last(error).name.value) : last(error)),
  // At the field, not at its selection.
  ScalarLeafsRule: each((error, facts) => up(last(error), facts, Kind.FIELD)),
  // Of a union one error for a selection.
  FieldsOnCorrectTypeRule: (errors, facts) => once(errors.map(error => facts.unions.has(facts.parents.get(last(error))) ? facts.parents.get(last(error)) : last(error))),
  // Of a list of values one error.
  ValuesOfCorrectTypeRule: (errors, facts) => {
    const nodes = errors.map(error => {
      let found = last(error);
      for (let node = found; node; node = facts.parents.get(node)) {
        found = facts.lists.has(node) ? node : found;
      }
      return found;
    });
    return nodes.filter((node, i) => !facts.lists.has(node) || nodes.indexOf(node) === i);
  },
};

// Null for an argument that must be given is reported as if it were not given, at the argument; null for a field of an input at the field.
function withoutNulls(rules, facts) {
  const values = rules.ValuesOfCorrectTypeRule?.nodes ?? [];
  values.forEach((node, i) => {
    const parent = facts.parents.get(node);
    if (node.kind === Kind.NULL && parent.kind === Kind.OBJECT_FIELD) {
      values[i] = parent;
    } else if (node.kind === Kind.NULL && parent.kind === Kind.ARGUMENT) {
      values[i] = null;
      (rules.ProvidedRequiredArgumentsRule ??= { nodes: [] }).nodes.push(parent);
    }
  });
}

function result(text) {
  let document;
  try {
    document = parse(text);
  } catch (error) {
    return { syntax: error.locations[0] };
  }
  const facts = survey(document);
  facts.fragments = new Map(document.definitions.filter(definition => definition.kind === Kind.FRAGMENT_DEFINITION).map(definition => [definition.name.value, definition]));
  const rules = {};
  for (const rule of specifiedRules) {
    const errors = validate(schema, document, [rule], { maxErrors: 10_000 });
    if (errors.length > 0) {
      rules[rule.name] = rule.name === 'OverlappingFieldsCanBeMergedRule'
        ? { places: errors.map(error => error.nodes.map(place).sort().join(' ')) }
        : { nodes: (places[rule.name] ?? each(error => error.nodes[0]))(errors, facts) };
    }
  }
  withoutNulls(rules, facts);
  return {
    rules: Object.fromEntries(Object.entries(rules)
      .map(([name, found]) => [name, found.places ?? found.nodes.filter(node => name === 'ExecutableDefinitionsRule' || isLookedAt(node, facts)).map(place)])),
  };
}

// A description is not where the described begins.
const place = node => {
  const start = node.description ? node.loc.startToken.next.start : node.loc.start;
  const { line, column } = getLocation(node.loc.source, start);
  return `${line}:${column}`;
};

process.stdout.write(JSON.stringify(documents.map(result)));
