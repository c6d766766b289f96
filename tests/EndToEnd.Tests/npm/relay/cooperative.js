// What a Relay client asks. It is compiled, not run: relay.mjs runs what the compiler makes of it.
import { graphql } from 'relay-runtime';

export const page = graphql`
  query cooperativePageQuery($name: String!) {
    cooperatives(first: 1, where: { name: { contains: $name } }) {
      nodes {
        id
        name
        ...cooperative_grants
      }
    }
  }
`;

export const grants = graphql`
  fragment cooperative_grants on Cooperative
  @argumentDefinitions(count: { type: "Int", defaultValue: 1 }, cursor: { type: "String" })
  @refetchable(queryName: "cooperativeGrantsRefetchQuery") {
    grants(first: $count, after: $cursor, order: [{ amount: DESC }]) @connection(key: "cooperative_grants") {
      edges {
        node {
          id
          amount
          movements {
            totalCount
          }
        }
      }
    }
  }
`;

export const single = graphql`
  query cooperativeNodeQuery($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Grant {
        amount
        cooperative {
          id
          province {
            id
            code
          }
        }
      }
    }
  }
`;

export const several = graphql`
  query cooperativeNodesQuery($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      id
    }
  }
`;
