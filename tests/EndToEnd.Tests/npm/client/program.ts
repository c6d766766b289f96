// A client as a dashboard would write it: the query is checked against the server's schema, the answer is typed.
import { graphql } from './generated/index.js';
import type { CooperativeFilterInput, CooperativesInProvinceQuery } from './generated/graphql.js';

declare const process: { argv: string[]; stdout: { write(text: string): void } };

const query = graphql(`
  query CooperativesInProvince($where: CooperativeFilterInput, $first: Int = 5) {
    cooperatives(first: $first, where: $where, order: [{ name: ASC }]) {
      totalCount
      nodes {
        name
        foundedYear
        province {
          name
          region {
            name
          }
        }
        grants(first: 3) {
          nodes {
            amount
            awardedOn
            phase
          }
        }
      }
    }
  }
`);

const where: CooperativeFilterInput = { province: { code: { eq: 'MA-KHE' } } };
const response = await fetch(process.argv[2]!, {
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
  body: JSON.stringify({ query: query.toString(), variables: { where } }),
});
const { data } = (await response.json()) as { data: CooperativesInProvinceQuery };
const cooperatives = data.cooperatives?.nodes ?? [];
const total: number = cooperatives.flatMap((cooperative) => cooperative.grants?.nodes ?? []).reduce((sum, grant) => sum + grant.amount, 0);
process.stdout.write(JSON.stringify({ names: cooperatives.map((cooperative) => cooperative.name), total }));
