use jiff::Timestamp;
use ollm_api::TeamId;
use rust_decimal::Decimal;

use super::BalanceSample;
use super::checksum::{check, checksum};
use super::fault::Fault;
use super::store::Connection;

/// A sample as it is written: the day, the balance, the cost.
type Sample = (Timestamp, Decimal, Decimal);

pub(super) async fn put(
    connection: &mut Connection,
    id: &TeamId,
    version: u32,
    at: Timestamp,
    samples: &[BalanceSample],
) -> Result<(), Fault> {
    let samples: Vec<Sample> = samples.iter().map(|sample| (sample.day, sample.balance, sample.cost)).collect();
    let (at, samples) = (at.to_string(), serde_json::to_string(&samples)?);
    let sql = "INSERT INTO balance_samples (team, version, taken_at, samples, checksum) \
               SELECT n, $2, $3, $4, $5 FROM teams WHERE id = $1 \
               ON CONFLICT (team) DO UPDATE SET (version, taken_at, samples, checksum) = \
               (excluded.version, excluded.taken_at, excluded.samples, excluded.checksum)";
    sqlx::query(sql)
        .bind(id.as_str())
        .bind(version)
        .bind(&at)
        .bind(&samples)
        .bind(checksum(&[id.as_str(), &version.to_string(), &at, &samples]))
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn get(
    connection: &mut Connection,
    id: &TeamId,
) -> Result<Option<(u32, Timestamp, Vec<BalanceSample>)>, Fault> {
    let sql = "SELECT s.version, s.taken_at, s.samples, s.checksum FROM balance_samples AS s \
               JOIN teams AS t ON t.n = s.team WHERE t.id = $1";
    let row: Option<(u32, String, String, i64)> =
        sqlx::query_as(sql).bind(id.as_str()).fetch_optional(connection).await?;
    let Some((version, at, samples, expected)) = row else { return Ok(None) };
    check("balances", &[id.as_str(), &version.to_string(), &at, &samples], expected)?;
    let samples: Vec<Sample> = serde_json::from_str(&samples)?;
    let samples = samples.into_iter().map(|(day, balance, cost)| BalanceSample { day, balance, cost }).collect();
    Ok(Some((version, at.parse().map_err(Fault::damaged)?, samples)))
}
